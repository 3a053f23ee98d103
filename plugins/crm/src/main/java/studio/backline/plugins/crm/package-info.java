/** People and audiences: the entry, the permissions, and what all features share. */
@NullMarked
package studio.backline.plugins.crm;

import org.jspecify.annotations.NullMarked;
