/** Private notes on people and organisations, sealed at rest. */
@NullMarked
package studio.backline.plugins.crm.note;

import org.jspecify.annotations.NullMarked;
