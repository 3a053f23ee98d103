/** The core's lower modules on a database of their own, for tests. */
@NullMarked
package studio.backline.platform.core;

import org.jspecify.annotations.NullMarked;
