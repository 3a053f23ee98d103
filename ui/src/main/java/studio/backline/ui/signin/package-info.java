/** The sign-in page. */
@NullMarked
package studio.backline.ui.signin;

import org.jspecify.annotations.NullMarked;
