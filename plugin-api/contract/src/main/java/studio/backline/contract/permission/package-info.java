/** What a person may do in a workspace; plugins add permissions, roles carry them. */
@NullMarked
package studio.backline.contract.permission;

import org.jspecify.annotations.NullMarked;
