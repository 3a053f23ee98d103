/** How the house stands, for whoever runs it. */
@NullMarked
package studio.backline.ui.health;

import org.jspecify.annotations.NullMarked;
