-- Mutasi terbaru
-- Dua ratus mutasi dari berita yang paling akhir terbit: siapa, dari mana, ke mana, dan menurut artikel mana. Bila berita tidak menyebut tanggal peristiwanya, kolom Tanggal adalah tanggal terbit berita.
with terbaru as (
  select id, title, published, outlet from articles where relevant = 1 order by published desc limit 400
)
select coalesce(m.date, substr(a.published, 1, 10)) as tanggal,
       m.person as pejabat, m.official as pejabat_id,
       m.from_title as dari, m.from_position as dari_id,
       m.to_title as ke, m.to_position as ke_id,
       m.acting as sifat, m.status,
       g.name as pemerintah, g.id as pemerintah_id,
       a.title as artikel, a.id as artikel_id, o.name as media, substr(a.published, 1, 10) as terbit,
       m.evidence as bukti_id
from terbaru a
join moves m on m.article = a.id and m.current = 1
left join outlets o on o.id = a.outlet
left join governments g on g.id = m.government
order by a.published desc, m.id
limit 200
