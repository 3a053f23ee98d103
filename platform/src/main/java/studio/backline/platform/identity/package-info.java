/** Accounts, how they sign in, their sessions, invitations, and the first run. */
@NullMarked
package studio.backline.platform.identity;

import org.jspecify.annotations.NullMarked;
