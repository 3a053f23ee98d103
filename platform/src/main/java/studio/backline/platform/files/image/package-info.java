/** Images: read with limits, turned upright, drawn anew without anything but the picture. */
@NullMarked
package studio.backline.platform.files.image;

import org.jspecify.annotations.NullMarked;
