/** What a letter looks like. */
@NullMarked
package studio.backline.platform.mail.form;

import org.jspecify.annotations.NullMarked;
