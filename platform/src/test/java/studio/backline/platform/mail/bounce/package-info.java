/** Reports of letters that came back, as mail servers write them. */
@NullMarked
package studio.backline.platform.mail.bounce;

import org.jspecify.annotations.NullMarked;
