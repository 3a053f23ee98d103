/** Where content lies: the house's folder, and what plugins bring. */
@NullMarked
package studio.backline.platform.files.store;

import org.jspecify.annotations.NullMarked;
