@NullMarked
package studio.backline.server.management;

import org.jspecify.annotations.NullMarked;
