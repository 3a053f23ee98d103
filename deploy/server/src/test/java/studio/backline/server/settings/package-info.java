@NullMarked
package studio.backline.server.settings;

import org.jspecify.annotations.NullMarked;
