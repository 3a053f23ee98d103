/** The screens of people: the list, a person, the form. */
@NullMarked
package studio.backline.plugins.crm.person.ui;

import org.jspecify.annotations.NullMarked;
