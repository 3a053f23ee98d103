/** People: who they are and how they can be reached. */
@NullMarked
package studio.backline.plugins.crm.person;

import org.jspecify.annotations.NullMarked;
