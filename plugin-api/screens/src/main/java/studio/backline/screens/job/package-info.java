/** How a running job is told at the foot of the drawer. */
@NullMarked
package studio.backline.screens.job;

import org.jspecify.annotations.NullMarked;
