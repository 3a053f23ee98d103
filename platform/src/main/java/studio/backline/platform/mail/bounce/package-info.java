/** Letters that come back. */
@NullMarked
package studio.backline.platform.mail.bounce;

import org.jspecify.annotations.NullMarked;
