/** Workspaces, accounts, and on whose behalf a piece of work runs. */
@NullMarked
package studio.backline.contract.tenancy;

import org.jspecify.annotations.NullMarked;
