@NullMarked
package studio.backline.server.names;

import org.jspecify.annotations.NullMarked;
