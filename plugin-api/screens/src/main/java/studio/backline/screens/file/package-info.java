/** Files in and out by the browser, in the window they belong to. */
@NullMarked
package studio.backline.screens.file;

import org.jspecify.annotations.NullMarked;
