/**
 * Checkpoints of the audit chains: signed, handed to owners, and compared with the chains again.
 */
@NullMarked
package studio.backline.platform.checkpoints;

import org.jspecify.annotations.NullMarked;
