/** What a mail server can do to a letter. */
@NullMarked
package studio.backline.platform.mail.smtp;

import org.jspecify.annotations.NullMarked;
