/** A person's own account: name, password, and where it is signed in. */
@NullMarked
package studio.backline.ui.account;

import org.jspecify.annotations.NullMarked;
