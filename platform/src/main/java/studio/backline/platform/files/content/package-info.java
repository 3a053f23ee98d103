/** What files hold: taken in, sealed, put into a store, and let go of. */
@NullMarked
package studio.backline.platform.files.content;

import org.jspecify.annotations.NullMarked;
