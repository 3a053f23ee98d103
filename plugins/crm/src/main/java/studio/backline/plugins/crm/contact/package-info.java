/**
 * Ways to reach a person: mails, phones, handles and pages, and the forms in which they compare.
 */
@NullMarked
package studio.backline.plugins.crm.contact;

import org.jspecify.annotations.NullMarked;
