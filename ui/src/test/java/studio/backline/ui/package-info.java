@NullMarked
package studio.backline.ui;

import org.jspecify.annotations.NullMarked;
