/** Accounts elsewhere: what a workspace has connected, and what this house is to providers. */
@NullMarked
package studio.backline.ui.connections;

import org.jspecify.annotations.NullMarked;
