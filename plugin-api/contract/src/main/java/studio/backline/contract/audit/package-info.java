/** Who did what, kept by the host. */
@NullMarked
package studio.backline.contract.audit;

import org.jspecify.annotations.NullMarked;
