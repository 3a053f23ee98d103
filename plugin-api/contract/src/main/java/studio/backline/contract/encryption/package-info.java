/** Fields sealed at rest: a plugin sees the envelope, and opens it through the host. */
@NullMarked
package studio.backline.contract.encryption;

import org.jspecify.annotations.NullMarked;
