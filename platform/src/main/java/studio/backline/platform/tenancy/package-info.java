/** Workspaces, memberships, and on whose behalf the current thread works. */
@NullMarked
package studio.backline.platform.tenancy;

import org.jspecify.annotations.NullMarked;
