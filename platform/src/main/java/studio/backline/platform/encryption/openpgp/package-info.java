/** Messages that other programs open, too: OpenPGP (RFC 4880), under a passphrase. */
@NamedInterface("openpgp")
@NullMarked
package studio.backline.platform.encryption.openpgp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
