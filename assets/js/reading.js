// How a file is to be read: gathered from its fields and sent once, to be previewed anew.
(function () {
  "use strict";

  function gather(step) {
    var words = {};
    step.dataset.fields.split(" ").forEach(function (field) {
      var named = field.split("=");
      var part = document.getElementById(named[1]);
      words[named[0]] = part ? part.value : ""; // a file without sheets has no field for one
    });
    return { reading: words, token: step.dataset.token, said: Date.now() };
  }

  document.addEventListener("click", function (event) {
    if (!event.target.closest || !event.target.closest("#upload-read")) return;
    var step = document.getElementById("upload-reading");
    window.dash_clientside.set_props("upload-chosen", { data: gather(step) });
  });
})();
