/** Tags that group people and organisations. */
@NullMarked
package studio.backline.plugins.crm.tag;

import org.jspecify.annotations.NullMarked;
