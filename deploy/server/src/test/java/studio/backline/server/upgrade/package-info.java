@NullMarked
package studio.backline.server.upgrade;

import org.jspecify.annotations.NullMarked;
