/**
 * Accounts elsewhere that a workspace connects for a plugin, by OAuth 2.0: how a person agrees, how
 * tokens are kept, renewed, handed out and given back.
 */
@NullMarked
package studio.backline.platform.connections;

import org.jspecify.annotations.NullMarked;
