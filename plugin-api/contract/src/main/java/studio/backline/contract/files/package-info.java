/** Files kept by the host, per workspace. */
@NullMarked
package studio.backline.contract.files;

import org.jspecify.annotations.NullMarked;
