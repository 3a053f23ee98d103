/** What a domain publishes about its mail. */
@NullMarked
package studio.backline.platform.mail.dns;

import org.jspecify.annotations.NullMarked;
