/** Letters of the house to those who have an account. */
@NamedInterface("account")
@NullMarked
package studio.backline.platform.mail.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
