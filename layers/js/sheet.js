// The canvas that marks are drawn on.
(function (marz) {
  "use strict";
  const { html } = marz.draw;

  // A canvas that Leaflet pans and zooms with the map.
  const Sheet = L.Renderer.extend({
    options: { padding: 0.1, pane: "marz-marks" },

    _initContainer() {
      this._container = html("canvas", { class: "marz-sheet", "aria-hidden": "true" });
      this.pen = this._container.getContext("2d");
    },

    _destroyContainer() {
      this._container.remove();
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      L.DomUtil.setPosition(this._container, this._bounds.min);
      Object.assign(this._container, { width: size.x * ratio, height: size.y * ratio });
      Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
      this.fire("update");
    },

    _updatePaths() {
      if (this.redraw) this.redraw();
    },

    // Wipe, and let pixels be counted as the layer counts them.
    begin() {
      const ratio = window.devicePixelRatio || 1;
      const { min } = this._bounds;
      this.pen.setTransform(1, 0, 0, 1, 0, 0);
      this.pen.clearRect(0, 0, this._container.width, this._container.height);
      this.pen.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio);
      return this.pen;
    },
  });

  marz.Sheet = Sheet;
})((window.marz = window.marz || {}));
