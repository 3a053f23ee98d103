/** What people and organisations have in common: ways to reach them, roles, tags, lists. */
@NullMarked
package studio.backline.plugins.crm.party;

import org.jspecify.annotations.NullMarked;
