/** Backups, for whoever runs the house: where they go, when, and which of them are proven. */
@NullMarked
package studio.backline.ui.backup;

import org.jspecify.annotations.NullMarked;
