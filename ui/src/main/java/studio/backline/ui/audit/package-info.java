/** Who did what, for who may know it; and where each request comes from. */
@NullMarked
package studio.backline.ui.audit;

import org.jspecify.annotations.NullMarked;
