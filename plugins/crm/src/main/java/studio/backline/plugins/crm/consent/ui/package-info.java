/** How somebody's no is asked for and shown. */
@NullMarked
package studio.backline.plugins.crm.consent.ui;

import org.jspecify.annotations.NullMarked;
