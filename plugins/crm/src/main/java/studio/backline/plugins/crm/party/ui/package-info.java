/** What the screens of people and of organisations have in common. */
@NullMarked
package studio.backline.plugins.crm.party.ui;

import org.jspecify.annotations.NullMarked;
