/** Letters by SMTP (RFC 5321, submitted as of RFC 6409). */
@NullMarked
package studio.backline.platform.mail.smtp;

import org.jspecify.annotations.NullMarked;
