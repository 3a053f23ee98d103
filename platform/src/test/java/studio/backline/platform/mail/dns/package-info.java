/** Records of mail as name servers give them. */
@NullMarked
package studio.backline.platform.mail.dns;

import org.jspecify.annotations.NullMarked;
