/** What rows of a file of organisations become, and the way back. */
@NullMarked
package studio.backline.plugins.crm.importing.organisations;

import org.jspecify.annotations.NullMarked;
