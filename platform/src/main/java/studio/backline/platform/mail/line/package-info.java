/** What is wrong with a line to a mail server, whatever is spoken on it. */
@NullMarked
package studio.backline.platform.mail.line;

import org.jspecify.annotations.NullMarked;
