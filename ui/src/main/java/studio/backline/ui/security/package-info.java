/** Sign-in chain, sessions, response headers, cookies. */
@NullMarked
package studio.backline.ui.security;

import org.jspecify.annotations.NullMarked;
