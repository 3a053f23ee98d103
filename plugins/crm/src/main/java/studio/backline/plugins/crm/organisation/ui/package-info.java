/** The screens of organisations: the list, and one of them. */
@NullMarked
package studio.backline.plugins.crm.organisation.ui;

import org.jspecify.annotations.NullMarked;
