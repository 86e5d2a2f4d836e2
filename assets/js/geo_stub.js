// An empty world for plotly's maps. A choropleth asks a CDN for coastlines and borders even when it draws only our own
// GeoJSON; a register is also read where there is no internet, and nobody else should learn who reads it.
(function () {
  "use strict";
  var empty = { type: "GeometryCollection", geometries: [] };
  var topology = {
    type: "Topology",
    arcs: [],
    objects: { coastlines: empty, land: empty, ocean: empty, lakes: empty, rivers: empty, countries: empty, subunits: empty },
  };
  window.PlotlyGeoAssets = window.PlotlyGeoAssets || { topojson: {} };
  window.PlotlyGeoAssets.topojson.world_110m = topology;
  window.PlotlyGeoAssets.topojson.world_50m = topology;
})();
