/** Whether people may be written to, and under which of their addresses. */
@NullMarked
package studio.backline.plugins.crm.consent;

import org.jspecify.annotations.NullMarked;
