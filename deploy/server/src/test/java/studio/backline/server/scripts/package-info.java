@NullMarked
package studio.backline.server.scripts;

import org.jspecify.annotations.NullMarked;
