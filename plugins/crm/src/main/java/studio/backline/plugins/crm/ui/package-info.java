/** What the screens of this plugin share: its words, the way back, downloads, tags. */
@NullMarked
package studio.backline.plugins.crm.ui;

import org.jspecify.annotations.NullMarked;
