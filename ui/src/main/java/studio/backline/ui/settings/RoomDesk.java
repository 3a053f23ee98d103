package studio.backline.ui.settings;

import studio.backline.platform.files.FileSettings;
import studio.backline.platform.files.FileStore;

/**
 * How much room files have, and how much of it is taken.
 *
 * @param settings the operator's word
 * @param files those of the caller's workspace
 */
record RoomDesk(FileSettings settings, FileStore files) {}
